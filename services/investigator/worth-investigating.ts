import { field, parseJson, text } from '../../shared/record/json';

/** The parts of a record of the table's stream that are read: attributes as DynamoDB writes them. */
export interface StreamRecord {
  readonly eventSource: 'aws:dynamodb';
  readonly dynamodb?: {
    readonly SequenceNumber?: string;
    readonly NewImage?: Image;
    readonly OldImage?: Image;
  };
}

type Image = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * The incident that is worth an investigation because of this change: it is new, its person became known, it was put
 * back, or it was blind for longer than was known. Nothing for every other change, our own among them.
 */
export function worthInvestigating({ dynamodb }: StreamRecord): string | undefined {
  const { NewImage: now, OldImage: before } = dynamodb ?? {};
  const id = now?.id?.S;
  if (now?.sk?.S !== 'INCIDENT' || typeof id !== 'string') return undefined;
  const isNews = NEWS.some((name) => written(now[name]) !== written(before?.[name]));
  return isNews ? id : undefined;
}

/** `openedAt` is written once; `blindMs` grows with every window, even when the list of windows is full. */
const NEWS = ['openedAt', 'evidence', 'restoredAt', 'blindSince', 'blindMs'] as const;

const written = (attribute: unknown): string | undefined => JSON.stringify(attribute);

/** Throws when the message names no incident: it then goes to the dead letters, for a person. */
export function incidentIn(body: string): string {
  const id = text(field(parseJson(body), 'incident'));
  if (id === undefined) throw new Error(`No incident is named in: ${body.slice(0, 200)}`);
  return id;
}
