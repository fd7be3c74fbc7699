/**
 * Runs before each test file. n8n-core reads these when it is loaded; without them it would look for a real n8n's
 * folder in the user's home.
 */
const { mkdirSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const folder = join(tmpdir(), `n8n-nodes-closed-loop-jest-${process.getuid?.() ?? 0}`);
mkdirSync(folder, { recursive: true });

process.env.N8N_USER_FOLDER = folder;
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
process.env.TZ = 'UTC';
// Errors of workflows are looked at by the tests; printed as well they would bury what fails.
process.env.N8N_LOG_LEVEL = 'silent';
