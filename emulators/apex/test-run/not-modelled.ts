/** The last words of every run: a pass here is not a deployment. `MODELLED.md` has the whole table. */
export const NOT_MODELLED = `No org was asked. This engine does not check static types (npm run check does), and does not model flows, validation rules and
duplicate rules of other packages, record types, roll-ups, workflow, sharing rules, territories, CPU time, heap, row locks between
transactions, time-outs, and the exact words of many errors. emulators/apex/MODELLED.md says what is modelled, after which document, and
what is known to differ.`;
