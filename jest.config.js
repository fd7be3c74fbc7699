/** One jest project per kind of test, so that each can be run alone: `npm run unit`, `npm run contract` ... */
const kinds = ['unit', 'contract', 'operation', 'package'];

module.exports = {
	testTimeout: 30_000,
	projects: kinds.map((kind) => ({
		displayName: kind,
		testEnvironment: 'node',
		testMatch: [`<rootDir>/test/${kind}/**/*.test.mts`],
		moduleFileExtensions: ['ts', 'mts', 'js', 'cjs', 'json', 'node'],
		transform: { '\\.m?ts$': '<rootDir>/test/support/transform.js' },
		modulePathIgnorePatterns: ['<rootDir>/.cache/'],
		setupFiles: [
			'<rootDir>/test/support/environment.js',
			...(kind === 'operation' ? ['<rootDir>/test/support/noWaiting.js'] : []),
		],
	})),
};
