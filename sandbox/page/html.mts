import { SCRIPT } from './script.mts';
import { STYLE } from './style.mts';

/** The whole page; everything it needs is inside. */
export function html(name: string, ledgers: ReadonlyArray<{ name: string; label: string }>): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escape(name)} · sandbox</title>
<style>${STYLE}</style>
</head>
<body>
<header>
	<h1>${escape(name)}</h1>
	<p>One company as both systems hold it. Everything here is simulated on this machine.</p>
	<p id="message" role="status"></p>
</header>
<main>
	<section aria-labelledby="hubspot-title">
		<h2 id="hubspot-title">HubSpot <small id="deal-count"></small></h2>
		<div id="stages"></div>
	</section>
	<section aria-labelledby="ledger-title">
		<h2 id="ledger-title">${escape(ledgers.map(({ label }) => label).join(' and '))} <small id="invoice-count"></small></h2>
		<div id="invoices"></div>
	</section>
	<section class="wide" aria-labelledby="faults-title">
		<h2 id="faults-title">Faults</h2>
		<form id="fault">
			<label>What <select name="kind">
				<option value="status:429">429 Too many requests</option>
				<option value="status:500">500 Server error</option>
				<option value="status:503">503 Unavailable</option>
				<option value="timeoutBefore">No answer, nothing written</option>
				<option value="timeoutAfter">No answer, though written</option>
				<option value="resetBefore">Connection lost, nothing written</option>
				<option value="resetAfter">Connection lost, though written</option>
				<option value="expiredToken">Token expired</option>
				<option value="slow">Answers after 5 seconds</option>
				<option value="malformed">Written, answers nonsense</option>
			</select></label>
			<label>Where <select name="system">
				${ledgers.map(({ name: value, label }) => `<option value="${value}">${escape(label)}</option>`).join('')}
				<option value="hubspot">HubSpot</option>
				<option value="">Both</option>
			</select></label>
			<label>Calls <select name="method">
				<option value="">All</option>
				<option>GET</option>
				<option>POST</option>
				<option>PUT</option>
				<option>PATCH</option>
				<option>DELETE</option>
			</select></label>
			<label>Path contains <input name="path" placeholder="any" size="16"></label>
			<label>Times <input name="times" type="number" min="1" value="1"></label>
			<button>Switch on</button>
			<button type="button" id="clear-faults" class="quiet">Switch all off</button>
		</form>
		<ul id="planted"></ul>
		<p class="sub">HubSpot's own rules on deals: <button type="button" id="add-rule">Require a property</button>
			<button type="button" id="drop-rules" class="quiet">Drop the rules</button></p>
	</section>
	<section class="wide" aria-labelledby="calls-title">
		<h2 id="calls-title">Calls <small id="call-count"></small></h2>
		<div class="scroll"><table>
			<thead><tr><th>No.</th><th>Time</th><th>System</th><th>Call</th><th>Answer</th><th class="figure">ms</th><th>Written</th></tr></thead>
			<tbody id="calls"></tbody>
		</table></div>
	</section>
</main>
<dialog id="ask"><form method="dialog"><h3></h3><div class="fields"></div>
	<menu><button value="cancel" class="quiet" formnovalidate>Cancel</button><button value="ok">Do it</button></menu>
</form></dialog>
<script>${SCRIPT}</script>
</body>
</html>`;
}

function escape(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
