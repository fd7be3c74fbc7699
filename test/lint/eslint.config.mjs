/**
 * The second lint: the package's own config once more, where warnings and inline disables do not pass, with every rule
 * of eslint-plugin-n8n-nodes-base, those in none of its presets included. `n8n-node lint` wants eslint.config.mjs
 * unchanged, so this stands here and is run by `npm run lint`.
 */
import { config } from '@n8n/node-cli/eslint';
import nodesBase from 'eslint-plugin-n8n-nodes-base';

const off = new Set([
	// Off in the package's own config, for the reasons given there.
	'cred-class-field-documentation-url-miscased',
	'cred-class-field-type-options-password-missing',
	'node-class-description-inputs-wrong-regular-node',
	'node-class-description-outputs-wrong',
	'node-param-type-options-max-value-present',
]);

/** All rules of the plugin whose name starts with `prefix`, as errors. */
function rules(prefix) {
	const names = Object.keys(nodesBase.rules).filter((name) => name.startsWith(prefix) && !off.has(name));
	return Object.fromEntries(names.map((name) => [`n8n-nodes-base/${name}`, 'error']));
}

export default [
	...config,
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{ files: ['nodes/**/*.ts'], rules: rules('node-') },
	{ files: ['credentials/**/*.ts'], rules: rules('cred-') },
	{ files: ['package.json'], rules: rules('community-package-json-') },
];
