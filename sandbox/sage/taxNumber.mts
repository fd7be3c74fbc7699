/**
 * Whether a tax number has the form of its country; Sage validates the format (apis/sage.md section 5) and does not say how,
 * so these are the forms the countries publish. A number may carry its country's prefix.
 */
export function isTaxNumber(value: string, country: string): boolean {
	const plain = value.replace(/[\s.-]/g, '').toUpperCase();
	const prefix = /^[A-Z]{2}/.exec(plain)?.[0];
	const form = FORMS[prefix ?? country];
	if (form) return form.test(prefix ? plain.slice(2) : plain);
	return /^[A-Z0-9]{4,20}$/.test(plain);
}

const FORMS: Readonly<Record<string, RegExp>> = {
	GB: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
	XI: /^(\d{9}|\d{12})$/,
	IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
	DE: /^\d{9}$/,
	FR: /^[A-Z0-9]{2}\d{9}$/,
	ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
	NL: /^\d{9}B\d{2}$/,
	BE: /^[01]?\d{9}$/,
	IT: /^\d{11}$/,
	SE: /^\d{12}$/,
	AT: /^U\d{8}$/,
	DK: /^\d{8}$/,
	PL: /^\d{10}$/,
	LU: /^\d{8}$/,
	PT: /^\d{9}$/,
	FI: /^\d{8}$/,
};
