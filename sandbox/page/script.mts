/**
 * What runs in the page: it asks for changes once a second and draws them, and sends what a person does. Every text is set as
 * text, never as markup. A raw string, since the browser gets it as it stands.
 */
export const SCRIPT = String.raw`
'use strict';
const $ = (id) => document.getElementById(id);
let state = { version: 0, stages: [], invoices: [] };
let lastCall = 0;
const NAMES = { hubspot: 'HubSpot', xero: 'Xero', quickbooks: 'QuickBooks', sage: 'Sage' };

function el(tag, attributes, ...children) {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes || {})) {
		if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
		else if (value !== '' && value !== false) node.setAttribute(name, value === true ? '' : value);
	}
	node.append(...children.filter((child) => child !== null && child !== ''));
	return node;
}

async function send(path, method, body) {
	const answer = await fetch(path, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
	if (answer.ok) return true;
	const { message } = await answer.json().catch(() => ({ message: 'The sandbox did not answer' }));
	say(message, false);
	return false;
}

function say(text, good) {
	$('message').textContent = text;
	$('message').className = good ? 'done' : '';
}

/* What each action asks for, beside the record it is done to. */
const today = () => new Date().toISOString().slice(0, 10);
const ASKS = {
	moveDeal: () => [{ name: 'stage', label: 'Stage', options: state.stages.map((stage) => [stage.id, stage.title]) }],
	editDeal: (deal) => [
		{ name: 'dealname', label: 'Name', value: deal.name },
		{ name: 'amount', label: 'Amount', value: deal.amount },
	],
	addLineItem: () => [
		{ name: 'name', label: 'Name' },
		{ name: 'hs_sku', label: 'SKU' },
		{ name: 'quantity', label: 'Quantity', value: '1' },
		{ name: 'price', label: 'Unit price' },
	],
	editLineItem: (line) => [
		{ name: 'quantity', label: 'Quantity', value: line.quantity },
		{ name: 'price', label: 'Unit price', value: line.price },
	],
	answerBilling: () => [
		{
			name: 'answer',
			label: 'Answer',
			options: ['Try again', 'Bill it', 'Bill again', 'Leave as it is', 'Bill the difference', 'Credit and bill again', 'Billed by hand', 'Never bill'].map((text) => [text, text]),
		},
		{ name: 'detail', label: 'Detail, e.g. a link' },
	],
	editCompany: (company) => [
		{ name: 'name', label: 'Name', value: company.customer },
		{ name: 'closed_loop_billing_email', label: 'Billing email' },
		{ name: 'country', label: 'Country' },
	],
	editContact: (contact) => [
		{ name: 'name', label: 'Name', value: contact.customer },
		{ name: 'email', label: 'Email' },
	],
	requireProperty: () => [
		{ name: 'requires', label: 'Property that must be filled', value: 'hs_next_step' },
		{ name: 'when', label: 'Only where this property', value: 'dealstage' },
		{ name: 'value', label: 'has this value', value: 'closedwon' },
	],
	editInvoice: (invoice) => [
		{ name: 'price', label: 'Unit price of the first line', value: invoice.lines[0] ? invoice.lines[0].price : '' },
		{ name: 'dueDate', label: 'Due date', value: invoice.dueDate },
	],
	payInvoice: (invoice) => [
		{ name: 'amount', label: 'Amount', value: invoice.due },
		{ name: 'date', label: 'Date', value: today() },
	],
	creditInvoice: (invoice) => [{ name: 'amount', label: 'Amount', value: invoice.due }],
};

function ask(title, fields) {
	const dialog = $('ask');
	dialog.querySelector('h3').textContent = title;
	dialog.querySelector('.fields').replaceChildren(
		...fields.map(({ name, label, value, options }) => {
			const control = options ? el('select', { name }, ...options.map(([id, text]) => el('option', { value: id }, text))) : el('input', { name, value: value || '' });
			return el('label', {}, label, control);
		}),
	);
	dialog.returnValue = 'cancel';
	dialog.showModal();
	return new Promise((resolve) => {
		dialog.addEventListener('close', () => {
			const input = Object.fromEntries(new FormData(dialog.querySelector('form')));
			resolve(dialog.returnValue === 'ok' ? input : null);
		}, { once: true });
	});
}

async function act(system, action, label, record) {
	let input = {};
	if (ASKS[action]) {
		input = await ask(label, ASKS[action](record));
		if (!input) return;
		for (const [name, value] of Object.entries(input)) if (value === '') delete input[name];
	}
	if (await send('/act', 'POST', { system, action, id: record.id, input })) say('Done: ' + label, true);
	refresh();
}

const button = (system, action, label, record) => el('button', { type: 'button', onclick: () => act(system, action, label, record) }, label);

/* A list of the rarer actions. */
function more(system, actions) {
	const choose = (event) => {
		const [action, label, record] = actions[event.target.selectedIndex - 1];
		event.target.selectedIndex = 0;
		act(system, action, label, record);
	};
	return el('select', { onchange: choose, 'aria-label': 'More actions' }, el('option', {}, 'More'), ...actions.map(([, label]) => el('option', {}, label)));
}

function tone(status) {
	if (/sales to fix|finance to check|cancelled|overdue|void|deleted/i.test(status)) return 'bad';
	if (/awaiting|part.paid|draft|submitted|estimate|not sent|unpaid/i.test(status)) return 'warn';
	if (/paid|sent|by hand|no invoice|first period|authorised/i.test(status)) return 'good';
	return '';
}

function lineTable(lines, withTax, edit) {
	const head = ['Line', 'Quantity', 'Price', 'Net', ...(withTax ? ['Tax'] : []), ...(edit ? [''] : [])];
	const rows = lines.map((line) => el('tr', {},
		el('td', {}, line.text),
		el('td', { class: 'figure' }, line.quantity),
		el('td', { class: 'figure' }, line.price),
		el('td', { class: 'figure' }, line.amount),
		withTax ? el('td', {}, line.tax) : null,
		edit ? el('td', {}, edit(line)) : null));
	return el('table', {}, el('thead', {}, el('tr', {}, ...head.map((text, at) => el('th', { class: at > 0 && at < 4 ? 'figure' : '' }, text)))), el('tbody', {}, ...rows));
}

/* Keeps open what the reader opened, over every redraw. */
const opened = new Map();
function fold(key, className, open, summary, body) {
	const node = el('details', { class: className }, summary);
	let filled = false;
	const fill = () => {
		if (!filled && node.open) node.append(...body());
		filled = filled || node.open;
	};
	node.open = opened.has(key) ? opened.get(key) : open;
	fill();
	node.addEventListener('toggle', () => { opened.set(key, node.open); fill(); });
	return node;
}

const count = (number, noun) => number + ' ' + noun + (number === 1 ? '' : 's');

function money(value, currency) {
	const digits = (value.split('.')[1] || '').length;
	const least = new Intl.NumberFormat('en', { style: 'currency', currency: currency || 'GBP' }).resolvedOptions().minimumFractionDigits;
	return Number(value).toLocaleString('en', { minimumFractionDigits: Math.max(least, digits) }) + ' ' + currency;
}

function dealCard(deal, stage) {
	const company = { id: deal.companyId, customer: deal.customer };
	const editLine = (line) => el('span', {}, button('hubspot', 'editLineItem', 'Edit', line), ' ', button('hubspot', 'removeLineItem', 'Delete', line));
	const rare = [
		['answerBilling', 'Answer the billing question', deal],
		['editDeal', 'Edit the deal', deal],
		['addLineItem', 'Add a line', deal],
		...(deal.companyId ? [['editCompany', 'Edit the company', company]] : []),
		['moveDeal', 'Move to a stage', deal],
		['deleteDeal', 'Delete the deal', deal],
	];
	const facts = [deal.customer || 'no company', deal.closed, count(deal.lines.length, 'line')].filter(Boolean).join(' · ');
	return el('article', { class: 'card' },
		el('div', { class: 'head' }, el('strong', {}, deal.name || '(no name)'), el('span', { class: 'sum' }, deal.amount ? money(deal.amount, deal.currency) : 'no amount')),
		el('div', { class: 'row' },
			el('span', { class: 'sub grow' }, facts),
			stage.won ? button('hubspot', 'reopenDeal', 'Reopen', deal) : button('hubspot', 'winDeal', 'Win', deal),
			more('hubspot', rare)),
		deal.status || deal.invoice ? el('div', { class: 'row' },
			deal.status ? el('span', { class: 'badge ' + tone(deal.status) }, deal.status) : null,
			deal.invoice ? el('span', { class: 'sub' }, 'Invoice ' + deal.invoice) : null) : null,
		deal.reason ? el('p', {}, deal.reason) : null,
		deal.todo ? el('p', { class: 'todo' }, deal.todo) : null,
		deal.answer ? el('p', { class: 'sub' }, 'Answered: ' + deal.answer) : null,
		deal.lines.length ? fold('deal' + deal.id, 'lines', false, el('summary', {}, 'Lines'), () => [lineTable(deal.lines, false, editLine)]) : null);
}

function invoiceCard(invoice) {
	const dates = [invoice.date, invoice.dueDate && 'due ' + invoice.dueDate, invoice.reference && 'reference ' + invoice.reference];
	const paid = money(invoice.paid || '0', '').trim() + ' paid · ' + money(invoice.due || '0', '').trim() + ' due';
	const contact = { id: invoice.contactId, customer: invoice.customer };
	return el('article', { class: 'card' },
		el('div', { class: 'head' }, el('strong', {}, invoice.number + ' · ' + invoice.customer), el('span', { class: 'sum' }, money(invoice.total, invoice.currency))),
		el('div', { class: 'sub' }, [...dates, invoice.deal && 'deal ' + invoice.deal].filter(Boolean).join(' · ')),
		el('div', { class: 'row' },
			el('span', { class: 'badge ' + tone(invoice.status) }, invoice.status),
			el('span', { class: 'sub' }, paid),
			el('span', { class: 'grow' }),
			...invoice.actions.slice(0, 3).map(([action, label]) => button(invoice.system, action, label, invoice)),
			more(invoice.system, [...invoice.actions.slice(3).map(([action, label]) => [action, label, invoice]), ['editContact', 'Edit the customer', contact]])),
		invoice.lines.length ? fold('invoice' + invoice.id, 'lines', false, el('summary', {}, count(invoice.lines.length, 'line')), () => [lineTable(invoice.lines, true, null)]) : null);
}

const hidden = (total, shown, noun) => (total > shown ? el('p', { class: 'empty' }, (total - shown) + ' more ' + noun + ' not shown') : null);

function draw() {
	const deals = state.stages.reduce((sum, stage) => sum + stage.total, 0);
	$('deal-count').textContent = count(deals, 'deal');
	$('invoice-count').textContent = count(state.invoicesTotal, 'invoice');
	const places = ['stages', 'invoices'].map((id) => [$(id), $(id).scrollTop]);
	$('stages').replaceChildren(...state.stages.map((stage) => fold('stage' + stage.id, 'stage', stage.won,
		el('summary', {}, stage.title + ' ', el('small', {}, String(stage.total))),
		() => [...stage.deals.map((deal) => dealCard(deal, stage)), hidden(stage.total, stage.deals.length, 'deals') || ''])));
	$('invoices').replaceChildren(...state.invoices.map(invoiceCard), hidden(state.invoicesTotal, state.invoices.length, 'invoices') || '');
	for (const [node, top] of places) node.scrollTop = top;
}

function callRow(call) {
	const bodies = () => [el('pre', {}, call.requestBody || '(no body)'), el('pre', {}, call.responseBody || '(no answer)')];
	const answer = call.status ? String(call.status) : 'none';
	return el('tr', {},
		el('td', {}, String(call.n)),
		el('td', {}, new Date(call.at).toLocaleTimeString()),
		el('td', {}, NAMES[call.system] || call.system),
		el('td', { class: 'path' }, fold('call' + call.n, '', false, el('summary', {}, call.method + ' ' + call.path), bodies)),
		el('td', {}, el('span', { class: 'badge ' + (call.status === 0 || call.status >= 400 ? 'bad' : 'good') }, answer), call.fault ? ' fault: ' + call.fault : ''),
		el('td', { class: 'figure' }, String(call.ms)),
		el('td', {}, call.committed ? 'yes' : ''));
}

async function refresh() {
	try {
		const changed = await fetch('/overview?version=' + state.version);
		if (changed.status === 200) { state = await changed.json(); draw(); }
		const { calls, total, faults } = await (await fetch('/calls?after=' + lastCall)).json();
		$('call-count').textContent = String(total);
		if (total === 0) $('calls').replaceChildren(el('tr', {}, el('td', { colspan: '7', class: 'empty' }, 'No call yet')));
		else if (calls.length) {
			if (lastCall === 0) $('calls').replaceChildren();
			$('calls').prepend(...calls.map(callRow).reverse());
			while ($('calls').childElementCount > 400) $('calls').lastElementChild.remove();
			lastCall = calls[calls.length - 1].n;
		}
		$('planted').replaceChildren(...faults.map((fault) => el('li', {},
			[fault.kind + (fault.status ? ' ' + fault.status : ''), fault.system || 'both systems', fault.method || '', fault.path || ''].filter(Boolean).join(', ') +
			': fired ' + fault.fired + ' of ' + (fault.times || 'any number of') + ' times')));
	} catch {
		say('The sandbox has ended', false);
	}
}

$('fault').addEventListener('submit', async (event) => {
	event.preventDefault();
	const { kind, system, method, path, times } = Object.fromEntries(new FormData(event.target));
	const [name, status] = kind.split(':');
	const fault = { kind: name, times: Number(times) };
	if (status) fault.status = Number(status);
	if (name === 'slow') fault.ms = 5000;
	if (system) fault.system = system;
	if (method) fault.method = method;
	if (path) fault.path = path.replace(/[.*+?^$(){}|[\]\\]/g, '\\$&');
	await send('/faults', 'POST', fault);
	refresh();
});
$('clear-faults').addEventListener('click', async () => { await send('/faults', 'DELETE'); refresh(); });
$('add-rule').addEventListener('click', () => act('hubspot', 'requireProperty', 'Require a property on deals', { id: '' }));
$('drop-rules').addEventListener('click', () => act('hubspot', 'dropRules', 'Drop the rules', { id: '' }));
refresh();
setInterval(refresh, 1000);
`;
