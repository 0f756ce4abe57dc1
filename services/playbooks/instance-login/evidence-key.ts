/** Where the evidence of an incident lies in the bucket. */
export const evidenceKey = (incidentId: string, name: string): string =>
  `instances/${incidentId}/${name}`;
