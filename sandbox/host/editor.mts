/** Looks at n8n's editor in a headless browser, signed in without a click (host.md 5). */
import { chromium, selectors, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { N8n } from './n8n.mts';

/** Debian's browser; another one by `CHROMIUM`. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const LOAD_MS = 60_000;
const WIDE = { width: 1600, height: 900 };
const HIGH = { width: 1600, height: 1500 };

export class Editor {
	private readonly browser: Browser;
	private readonly page: Page;
	private readonly url: string;

	private constructor(browser: Browser, page: Page, url: string) {
		this.browser = browser;
		this.page = page;
		this.url = url;
	}

	/** Opens a browser with the session of this n8n. */
	static async open({ url, rest }: Pick<N8n, 'url' | 'rest'>): Promise<Editor> {
		selectors.setTestIdAttribute('data-test-id');
		const browser = await chromium.launch({
			executablePath: CHROMIUM,
			args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb', '--font-render-hinting=none'],
		});
		const context = await browser.newContext({
			viewport: WIDE,
			reducedMotion: 'reduce',
			locale: 'en-US',
			timezoneId: 'UTC',
		});
		await signIn(context, url, rest);
		return new Editor(browser, await context.newPage(), url);
	}

	/** A picture of the whole canvas of a workflow; returns the names of nodes that show an issue. */
	async canvas(workflowId: string, file: string): Promise<string[]> {
		await this.load(`/workflow/${workflowId}`);
		await this.page.screenshot({ path: file });
		return await this.nodesWithIssues();
	}

	/** A picture of the canvas of one execution. */
	async execution(workflowId: string, executionId: string, file: string): Promise<void> {
		await this.load(`/workflow/${workflowId}/executions/${executionId}`);
		await this.page.screenshot({ path: file });
	}

	/** A picture of the panel of a node on the canvas that was opened last, in a window high enough for its fields. */
	async panel(node: string, file: string): Promise<void> {
		await this.node(node).dblclick();
		await this.page.getByTestId('node-parameters').first().waitFor({ timeout: LOAD_MS });
		await this.page.setViewportSize(HIGH);
		await this.page.waitForTimeout(800);
		await this.page.screenshot({ path: file });
		await this.page.setViewportSize(WIDE);
		await this.page.keyboard.press('Escape');
		await this.page.waitForTimeout(300);
	}

	/** A picture of any other page, as it stands when it was opened. */
	async look(address: string, file: string): Promise<void> {
		await this.page.goto(address, { waitUntil: 'load', timeout: LOAD_MS });
		await this.page.waitForTimeout(1_500);
		await this.page.screenshot({ path: file });
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	private async load(path: string): Promise<void> {
		const { page } = this;
		await page.goto(`${this.url}${path}`, { timeout: LOAD_MS });
		await page.getByTestId('canvas-node').first().waitFor({ state: 'attached', timeout: LOAD_MS });
		await page.waitForTimeout(1_500);
		const close = page.getByTestId('suggested-actions-close');
		if (await close.isVisible()) await close.click();
		await page
			.locator('.vue-flow__pane')
			.first()
			.click({ position: { x: 5, y: 5 } });
		await page.keyboard.press('1'); // Fits the workflow into the window.
		await page.waitForTimeout(700);
	}

	private node(name: string) {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	private async nodesWithIssues(): Promise<string[]> {
		const nodes = this.page.locator('[data-test-id="canvas-node"]:has([data-test-id="node-issues"])');
		return await nodes.evaluateAll((found) => found.map((node) => node.getAttribute('data-node-name') ?? ''));
	}
}

async function signIn(context: BrowserContext, url: string, rest: N8n['rest']): Promise<void> {
	const [name, value] = rest.cookie.split('=');
	await context.addCookies([{ name: name ?? '', value: value ?? '', url }]);
	await context.addInitScript((id) => localStorage.setItem('n8n-browserId', id), rest.browserId);
}
