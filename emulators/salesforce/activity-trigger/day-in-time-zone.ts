/** The calendar day, `YYYY-MM-DD`, of a point in time as a person in `timeZone` (Europe/Madrid) sees it. Throws for an unknown zone. */
export const dayInTimeZone = (dateTime: string, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    new Date(dateTime),
  );
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
};
