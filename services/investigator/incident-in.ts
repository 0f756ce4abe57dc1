import { field, parseJson, text } from '../../shared/record/json';

/** Throws when the message names no incident: it then goes to the dead letters, for a person. */
export function incidentIn(body: string): string {
  const id = text(field(parseJson(body), 'incident'));
  if (id === undefined) throw new Error(`No incident is named in: ${body.slice(0, 200)}`);
  return id;
}
