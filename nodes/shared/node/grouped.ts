/**
 * Runs inputs group by group and restores their order: items of one organisation and one set of options are one
 * piece of work, whatever their order.
 */
export async function runGrouped<Input, Output>(
	inputs: Input[],
	groupOf: (input: Input) => unknown,
	run: (group: Input[]) => Promise<Output[]>,
): Promise<Output[]> {
	const groups = new Map<string, number[]>();
	inputs.forEach((input, index) => {
		const name = JSON.stringify(groupOf(input));
		groups.set(name, [...(groups.get(name) ?? []), index]);
	});
	const outputs = new Array<Output>(inputs.length);
	for (const indexes of groups.values()) {
		const answers = await run(indexes.map((index) => inputs[index] as Input));
		indexes.forEach((index, place) => {
			outputs[index] = answers[place] as Output;
		});
	}
	return outputs;
}
