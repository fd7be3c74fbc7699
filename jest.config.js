/**
 * One jest project per kind of test, so that each can be run alone: `npm run unit`, `npm run contract` ... What is measured
 * (`npm run bench`) is no part of `npm test`.
 */
const kinds = ['unit', 'contract', 'operation', 'package', 'life', 'bench'];

module.exports = {
	testTimeout: 30_000,
	projects: kinds.map((kind) => ({
		displayName: kind,
		testEnvironment: 'node',
		testMatch: [`<rootDir>/${kind === 'bench' ? 'bench' : `test/${kind}`}/**/*.test.mts`],
		moduleFileExtensions: ['ts', 'mts', 'js', 'cjs', 'json', 'node'],
		transform: { '\\.m?ts$': '<rootDir>/test/support/transform.js' },
		modulePathIgnorePatterns: ['<rootDir>/.cache/'],
		setupFiles: [
			'<rootDir>/test/support/environment.js',
			...(['operation', 'life', 'bench'].includes(kind) ? ['<rootDir>/test/support/noWaiting.js'] : []),
		],
	})),
};
