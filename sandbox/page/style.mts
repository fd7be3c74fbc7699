/** Light and dark by the reader's own setting. */
export const STYLE = `
:root {
	--paper: #f6f7f9; --card: #fff; --ink: #1b2430; --soft: #5a6675; --line: #dfe4ea; --accent: #1f6feb;
	--good: #1a7f45; --good-paper: #e3f5ea; --warn: #8a5a00; --warn-paper: #fdf1d6; --bad: #b42318; --bad-paper: #fde7e4;
	--note-paper: #e6effb; --note: #1b4f9c;
}
@media (prefers-color-scheme: dark) {
	:root {
		--paper: #12161c; --card: #1b212a; --ink: #e6eaf0; --soft: #9aa7b6; --line: #2d3642; --accent: #6ea8fe;
		--good: #6fd49a; --good-paper: #16321f; --warn: #f0c36a; --warn-paper: #372a0d; --bad: #ff9a8f; --bad-paper: #3d1a17;
		--note-paper: #172a45; --note: #a3c6ff;
	}
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/1.45 system-ui, sans-serif; }
header { padding: 18px 24px 4px; }
h1 { margin: 0; font-size: 21px; }
header p { margin: 2px 0; color: var(--soft); }
#message { min-height: 20px; color: var(--bad); }
#message.done { color: var(--good); }
main { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; padding: 0 24px 32px; align-items: start; }
.wide { grid-column: 1 / -1; }
section { min-width: 0; }
h2 { margin: 0 0 8px; font-size: 17px; }
h2 small, summary small { font-weight: normal; color: var(--soft); font-size: 13px; }
#stages, #invoices { max-height: 68vh; overflow: auto; padding-right: 6px; }
details.stage > summary { padding: 7px 2px; font-weight: 600; cursor: pointer; position: sticky; top: 0; background: var(--paper); z-index: 1; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 9px 12px; margin: 0 0 8px; }
.card .head { display: flex; gap: 10px; align-items: baseline; }
.card .head strong { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.card .sum { font-variant-numeric: tabular-nums; white-space: nowrap; font-weight: 600; }
.sub { color: var(--soft); }
.card p { margin: 3px 0; overflow-wrap: anywhere; white-space: pre-line; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 5px; }
.row .grow { flex: 1; min-width: 0; }
.row select { width: 84px; }
.badge { border-radius: 10px; padding: 1px 9px; font-size: 12px; font-weight: 600; background: var(--note-paper); color: var(--note); white-space: nowrap; }
.badge.good { background: var(--good-paper); color: var(--good); }
.badge.warn { background: var(--warn-paper); color: var(--warn); }
.badge.bad { background: var(--bad-paper); color: var(--bad); }
.todo::before { content: "To do: "; font-weight: 600; }
details.lines summary { cursor: pointer; color: var(--accent); font-size: 13px; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th { text-align: left; color: var(--soft); font-weight: 600; }
th, td { padding: 3px 8px 3px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.scroll { max-height: 46vh; overflow: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 4px 12px 8px; }
.scroll th { position: sticky; top: 0; background: var(--card); }
#calls td { white-space: nowrap; }
#calls td.path { white-space: normal; overflow-wrap: anywhere; font-family: ui-monospace, monospace; font-size: 12px; width: 60%; }
#calls pre { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 260px; overflow: auto; margin: 4px 0; color: var(--soft); }
button, select, input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 3px 9px; }
button { cursor: pointer; border-color: var(--accent); color: var(--accent); }
button.quiet { border-color: var(--line); color: var(--soft); }
button:hover, select:hover { border-color: var(--accent); }
form#fault { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; }
form#fault label { color: var(--soft); }
form#fault input[type=number] { width: 62px; }
#planted { margin: 8px 0 0; padding-left: 18px; }
dialog { background: var(--card); color: var(--ink); border: 1px solid var(--line); border-radius: 10px; min-width: 340px; }
dialog h3 { margin: 0 0 10px; }
dialog label { display: grid; gap: 2px; margin-bottom: 9px; color: var(--soft); }
dialog menu { display: flex; justify-content: flex-end; gap: 8px; padding: 0; margin: 12px 0 0; }
.empty { color: var(--soft); }
@media (max-width: 900px) { main { grid-template-columns: 1fr; } }
`;
