/** One entry of an error envelope's `errors`. */
export interface ErrorDetail {
	message: string;
	code?: string;
	in?: string;
	subCategory?: string;
	context?: Record<string, string[]>;
}

/** A refusal as HubSpot words it (apis/hubspot.md section 6). */
export class HubSpotError extends Error {
	readonly status: number;
	readonly category: string;
	readonly details: ErrorDetail[];
	readonly subCategory: string | undefined;
	readonly context: Record<string, string[]> | undefined;

	constructor(
		status: number,
		category: string,
		message: string,
		more: { details?: ErrorDetail[]; subCategory?: string; context?: Record<string, string[]> } = {},
	) {
		super(message);
		this.status = status;
		this.category = category;
		this.details = more.details ?? [];
		this.subCategory = more.subCategory;
		this.context = more.context;
	}

	/** The answer to a call that failed as a whole. */
	envelope(correlationId: string): Record<string, unknown> {
		return {
			status: 'error',
			message: this.message,
			correlationId,
			category: this.category,
			...(this.subCategory === undefined ? {} : { subCategory: this.subCategory }),
			...(this.details.length === 0 ? {} : { errors: this.details }),
			...(this.context === undefined ? {} : { context: this.context }),
		};
	}

	/** The entry in a batch answer's `errors` (3.1). */
	entry(context: Record<string, string[]> = {}): Record<string, unknown> {
		return {
			status: 'error',
			category: this.category,
			message: this.message,
			...(this.subCategory === undefined ? {} : { subCategory: this.subCategory }),
			context: { ...this.context, ...context },
			errors: this.details,
			links: {},
		};
	}
}

/** 400 with one message. */
export function invalid(message: string, details: ErrorDetail[] = []): HubSpotError {
	return new HubSpotError(400, 'VALIDATION_ERROR', message, { details });
}

/** What is wrong with one property value. */
export interface ValueProblem {
	name: string;
	error: string;
	message: string;
}

/** 400 in the form that carries the problems as JSON text inside the message. */
export function invalidValues(problems: ValueProblem[], portalId: number): HubSpotError {
	const listed = problems.map(({ name, error, message }) => ({
		isValid: false,
		message,
		error,
		name,
		localizedErrorMessage: message,
		portalId,
	}));
	return invalid(
		`Property values were not valid: ${JSON.stringify(listed)}`,
		problems.map(({ name, error, message }) => ({ message, code: error, context: { propertyName: [name] } })),
	);
}

/** 404 for one record or definition. */
export function notFound(message = 'resource not found'): HubSpotError {
	return new HubSpotError(404, 'OBJECT_NOT_FOUND', message);
}
