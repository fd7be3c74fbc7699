import { parseFlatted } from '../../../sandbox/host/flatted.mts';

describe('parseFlatted', () => {
	it('puts strings, nested values and lists back in their places', () => {
		const text = '[{"a":"1","n":5,"none":null,"list":"2"},"text",["3","1",true],{"deep":"1"}]';
		expect(parseFlatted(text)).toEqual({ a: 'text', n: 5, none: null, list: [{ deep: 'text' }, 'text', true] });
	});

	it('keeps what is shared shared, and what is circular circular', () => {
		const parsed = parseFlatted('[{"self":"0","x":"1","y":"1"},{"z":1}]') as Record<string, unknown>;
		expect(parsed['self']).toBe(parsed);
		expect(parsed['x']).toBe(parsed['y']);
	});

	it('does not take a string for an index', () => {
		expect(parseFlatted('[{"a":"1"},"0"]')).toEqual({ a: '0' });
	});
});
