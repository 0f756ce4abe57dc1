/** A piece of evidence, as it was when it was taken. */
export interface EvidenceItem {
  readonly id: string;
  readonly kind: 'memory' | 'volatile' | 'snapshot' | 'copy' | 'image' | 'examination';
  /** Hexadecimal. Of a snapshot it is the hash of its blocks' hashes, as EBS direct lists them. */
  readonly sha256: string;
  readonly size: number;
  /** As it was sent, in their order; absent where it was sent whole. */
  readonly parts?: readonly EvidencePart[];
  readonly tool: EvidenceTool;
  readonly by: string;
  readonly at: string;
  /** The machine, volume or item that it was taken from. */
  readonly from: string;
  readonly where: EvidencePlace;
}

export interface EvidencePart {
  readonly size: number;
  readonly sha256: string;
}

export interface EvidenceTool {
  readonly name: string;
  readonly version: string;
  /** Of the program; absent where AWS itself is the tool. */
  readonly sha256?: string;
}

export type EvidencePlace =
  | {
      readonly kind: 'object';
      readonly bucket: string;
      readonly key: string;
      readonly versionId: string;
    }
  | {
      /** A snapshot, or an image of some. */
      readonly kind: 'ebs' | 'image';
      readonly id: string;
      readonly accountId: string;
      readonly region: string;
    };

export const handOverKinds = [
  'taken',
  'shared',
  'copied',
  'attached read-only',
  'read',
  'ended',
] as const;

export type HandOverKind = (typeof handOverKinds)[number];

/** One line of the chain of custody. */
export interface HandOver {
  readonly kind: HandOverKind;
  readonly item: string;
  /** Of the item as it stands in the manifest: an item that is changed later breaks its row. */
  readonly itemHash: string;
  readonly at: string;
  readonly by: string;
  /** An account, a machine, a person; absent where it went nowhere. */
  readonly to?: string;
  /** The hash of the row before; of the first one, that of the incident's id. */
  readonly previous: string;
  readonly hash: string;
}

export interface CustodyManifest {
  readonly version: 1;
  readonly incidentId: string;
  readonly items: readonly EvidenceItem[];
  readonly handOvers: readonly HandOver[];
}

/** What is found of an item where it must be. */
export interface FoundItem {
  /** Absent where the bytes were not read: their size and version are compared then. */
  readonly sha256?: string;
  readonly size: number;
  readonly versionId?: string;
  /** Until when no one can delete it; absent where it is not locked. */
  readonly lockedUntil?: string;
  /** That a snapshot or a copy is of, by EC2. */
  readonly volumeId?: string;
}
