/** apis/quickbooks.md section 5: the query language. */
import { ACME, OPEN, open, sale, uk } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => {
	world = open();
});

const ids = async (statement: string): Promise<string[]> => {
	const response = await world.query(statement);
	const [rows] = Object.values(response).filter(Array.isArray) as Array<Array<{ Id: string }>>;
	return (rows ?? []).map(({ Id }) => Id);
};
const refusal = (statement: string) => world.fault('GET', `/query?query=${encodeURIComponent(statement)}`);

describe('what is found', () => {
	test('"Keywords, entity and property names and string values compare case-insensitively"', async () => {
		expect(await ids("SeLeCt * FrOm cUsToMeR wHeRe displayname = 'ACME LTD'")).toEqual([ACME]);
	});

	test('"Inactive list objects are left out unless Active IN (true,false)"', async () => {
		expect(await ids('select * from Customer')).toEqual(['1', '2']);
		expect(await ids('select * from Customer where Active IN (true,false)')).toEqual(['1', '2', '3']);
		expect(await ids('select * from Customer where Active = false')).toEqual(['3']);
	});

	test('"Operators: =, <, >, <=, >=, IN (...), LIKE (only %)", with AND', async () => {
		expect(await ids("select * from Customer where DisplayName LIKE '%ltd'")).toEqual(['1']);
		expect(await ids("select * from Customer where DisplayName LIKE 'a_me ltd'")).toEqual([]);
		expect(await ids("select * from Customer where Id IN ('2', '1') and DisplayName >= 'B'")).toEqual(['2']);
		expect(await ids("select * from Invoice where Balance > '0' and TxnDate < '2026-10-02'")).toEqual([OPEN]);
		expect(await ids("select * from Invoice where Balance = '100.00'")).toEqual([OPEN]);
		expect(await ids("select * from Invoice where TotalAmt <= '99.99'")).toEqual([]);
	});

	test('CustomerRef by id, PrimaryEmailAddr by its address, Balance of a customer', async () => {
		expect(await ids("select * from Invoice where CustomerRef = '1'")).toEqual([OPEN]);
		expect(await ids("select * from Invoice where CustomerRef IN ('2', '3')")).toEqual([]);
		expect(await ids("select * from Customer where PrimaryEmailAddr = 'bills@acme.example'")).toEqual([ACME]);
		expect(await ids("select * from Customer where Balance > '99'")).toEqual([ACME]);
	});

	test('"Null is \' \'"; "CURRENT_DATE allowed"', async () => {
		const { Id } = await world.made('invoice', sale());
		expect(await ids('select * from Invoice where TxnDate = CURRENT_DATE')).toEqual([Id]);
		expect(await ids("select * from Customer where CompanyName = ' '")).toEqual(['2']);
	});

	test('moments in any offset', async () => {
		const { Id } = await world.made('invoice', sale());
		expect(await ids("select * from Invoice where MetaData.LastUpdatedTime >= '2026-11-24T12:00:00Z'")).toEqual([
			Id,
		]);
		expect(await ids("select * from Invoice where MetaData.CreateTime >= '2026-11-24T04:00:01-08:00'")).toEqual([]);
		expect(await ids("select * from Invoice where MetaData.CreateTime > '2026-11-24'")).toEqual([Id]);
	});

	test('"Escape with backslash"; "Doubling the quote fails (4000)"', async () => {
		await world.made('customer', { DisplayName: "O'Neill \\ Sons" });
		expect(await ids("select * from Customer where DisplayName = 'O\\'Neill \\\\ Sons'")).toHaveLength(1);
		expect((await refusal("select * from Customer where DisplayName = 'O''Neill'")).code).toBe('4000');
	});
});

describe('pages', () => {
	test('"MAXRESULTS default 100, max 1000. STARTPOSITION is 1-based"', async () => {
		const file = uk();
		file.Customer = Array.from({ length: 1200 }, (_, n) => ({
			Id: String(n + 1),
			DisplayName: `Customer ${n + 1}`,
		}));
		file.Invoice = [];
		world = open({ files: [file] });
		expect(await ids('select * from Customer')).toHaveLength(100);
		expect(await ids('select * from Customer maxresults 5000')).toHaveLength(1000);
		const last = await world.query('select * from Customer orderby Id startposition 1001 maxresults 1000');
		expect([last.Customer.length, last.startPosition, last.maxResults]).toEqual([200, 1001, 200]);
		expect(last.Customer[0].Id).toBe('1001');
		expect(await world.query('select count(*) from Customer')).toEqual({ totalCount: 1200 });
		expect((await refusal('select * from Customer startposition 0')).code).toBe('4001');
	});

	test('"No match: {"QueryResponse":{}}"; "omit empty attributes"', async () => {
		expect(await world.query("select * from Customer where Id = '99'")).toEqual({});
		const { Invoice } = await world.query('select * from Invoice');
		expect(Invoice[0]).not.toHaveProperty('LinkedTxn');
	});

	test('"ORDERBY p [ASC|DESC][, ...]", also with a space', async () => {
		expect(await ids('select * from Customer orderby DisplayName desc')).toEqual(['2', '1']);
		expect(await ids('select * from Customer order by Active asc, Id desc')).toEqual(['2', '1']);
		const { Id } = await world.made('invoice', sale());
		expect(await ids('select * from Invoice orderby MetaData.LastUpdatedTime, Id')).toEqual([OPEN, Id]);
	});

	test('"query by POST uses application/text"', async () => {
		const headers = { 'content-type': 'application/text' };
		const { body, committed } = await world.call('POST', '/query', 'select * from Term', headers);
		expect(body.QueryResponse.Term).toHaveLength(4);
		expect(committed).toBe(false);
	});

	test('fields that are named are not heeded: whole objects come', async () => {
		const { Customer } = await world.query('select Id, DisplayName from Customer');
		expect(Customer[0].PrimaryEmailAddr.Address).toBe('bills@acme.example');
	});

	test('company and preferences are queried like lists', async () => {
		expect((await world.query('select * from CompanyInfo')).CompanyInfo[0].CompanyName).toBe('Tiny');
		expect((await world.query('select * from Preferences')).Preferences[0].TaxPrefs.UsingSalesTax).toBe(true);
	});
});

describe('refusals', () => {
	test('4000 tells what was met, and where', async () => {
		const { status, detail } = await refusal("select * from Customer where DisplayName = 'a' R = 'b'");
		expect(status).toBe(400);
		expect(detail).toMatch(/^QueryParserError: Encountered " <IDENTIFIER> "R "" at line 1, column 48\./);
	});

	test.each([
		["select * from Customer where Id = '1' or Id = '2'", 'no OR'],
		["select * from Customer where Id != '1'", 'no !='],
		['select * from Invoice where Balance > 0', 'numbers after > are quoted'],
		["select * from Customer where DisplayName = 'x", 'an open text'],
		['select * from Customer maxresults ten', 'no number'],
		['update Customer', 'only select'],
		['', 'nothing'],
	])('4000: %s (%s)', async (statement) => {
		expect((await refusal(statement)).code).toBe('4000');
	});

	test.each([
		["select * from Invoice where NoSuchField = '1'", 'Property NoSuchField not found for Entity Invoice'],
		["select * from Invoice where DepartmentRef = '1'", "property 'DepartmentRef' is not queryable"],
		["select * from Invoice where PrivateNote like '%HS7K2Q%'", "property 'PrivateNote' is not queryable"],
		["select * from Invoice where EmailStatus = 'NotSet'", "property 'EmailStatus' is not queryable"],
		["select * from Vendor where PrimaryEmailAddr = 'a@b.c'", "property 'PrimaryEmailAddr' is not queryable"],
		["select * from Item where IncomeAccountRef = '1'", "property 'IncomeAccountRef' is not queryable"],
		["select * from Customer where Id > '1'", 'Operator > is not supported for property Id'],
		["select * from Customer where Id LIKE '1%'", 'Operator LIKE is not supported for property Id'],
		["select * from Invoice where MetaData.CreateTime > 'now'", 'is invalid for property MetaData.CreateTime'],
		["select * from Customer where Active = 'maybe'", 'is invalid for property Active'],
		['select * from Nothing', 'Entity Nothing is not queryable'],
		['select * from Invoice orderby PrivateNote', "property 'PrivateNote' is not sortable"],
	])('4001: %s', async (statement, words) => {
		const { code, detail } = await refusal(statement);
		expect([code, detail]).toEqual(['4001', expect.stringContaining(words)]);
	});
});
