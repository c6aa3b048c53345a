/** A storm is random; told its seed (`STORM_SEED`), it is the same storm again. */
export const stormSeed = (): number => Number(process.env.STORM_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Says something at once, past the test runner, so that a storm can be watched. */
export const tell = (line: string): void => void process.stderr.write(`  ${line}\n`);
