/** An event that cannot become a Task; its message is for the admin. Not for refusals by the database. */
export class UnrecordableError extends Error {
  override readonly name = 'UnrecordableError';
}
