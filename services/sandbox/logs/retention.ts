import { refuse } from './refusals';

/** [D] API_PutRetentionPolicy */
const periods = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** Refuses days that CloudWatch Logs does not offer. */
export function checkRetention(days: number | undefined): number {
  if (days !== undefined && periods.includes(days)) return days;
  throw refuse.invalidParameter(
    `1 validation error detected: Value '${days ?? 'null'}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${periods.join(', ')}]`,
  );
}
