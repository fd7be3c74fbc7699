/**
 * Operation tests count calls, not time: the nodes' waits between repeated or paced calls end at once. The waits themselves
 * are tested with the kernel.
 */
jest.mock('n8n-workflow', () => ({ ...jest.requireActual('n8n-workflow'), sleep: async () => undefined }));
