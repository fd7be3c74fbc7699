/**
 * Jest's transform: TypeScript to CommonJS by esbuild. It does not check types; `npm run types` does.
 */
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const esbuild = require('esbuild');

const self = readFileSync(__filename);

module.exports = {
	process(source, path) {
		const { code, map } = esbuild.transformSync(source, {
			loader: 'ts',
			format: 'cjs',
			target: 'node20',
			// As tsc compiles it to CommonJS: a module that is loaded late is required late.
			supported: { 'dynamic-import': false },
			sourcefile: path,
			sourcemap: true,
			sourcesContent: false,
		});
		return { code, map };
	},

	getCacheKey(source, path) {
		return createHash('sha256').update(self).update(esbuild.version).update(path).update(source).digest('hex');
	},
};
