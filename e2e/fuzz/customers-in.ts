/** Ids of the customers that an answer of a callback names, wherever they stand in it. */
export const customersIn = (body: string): readonly string[] => [...body.matchAll(/"customer_id":"([^"]*)"/g)].map(([, id = '']) => id);
