import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Incident } from '../../domain/incident';
import { incidentFrom } from '../incidents/incident-item';
import { type Item, unmarshalled } from '../table/table';

/** A record of the table's stream, as Lambda gets it. */
export interface StreamRecord {
  readonly eventID?: string;
  readonly dynamodb?: {
    readonly SequenceNumber?: string;
    readonly Keys?: Image;
    readonly NewImage?: Image;
    readonly OldImage?: Image;
  };
}

type Image = Readonly<Record<string, AttributeValue>>;

export interface IncidentWrite {
  readonly before?: Item;
  readonly after: Item;
  /** The item after the write. */
  readonly incident: Incident;
}

/** The incident before and after one write; nothing for a deletion and for every other row. */
export function imagesOf({ dynamodb }: StreamRecord): IncidentWrite | undefined {
  const { NewImage, OldImage, Keys } = dynamodb ?? {};
  if (!NewImage || Keys?.sk?.S !== 'INCIDENT') return undefined;
  const after = unmarshalled(NewImage);
  return {
    after,
    incident: incidentFrom(after),
    ...(OldImage && { before: unmarshalled(OldImage) }),
  };
}
