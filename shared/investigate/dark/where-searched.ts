import type { Blinded } from './blinded';

export interface Whereabouts {
  /** The accounts of the trail and of the actor. */
  readonly accounts: readonly string[];
  readonly blinded: Blinded;
  /** What was not logged although logging went on; absent where everything was logged. */
  readonly partly?: string;
  /** How many other accounts were blind. */
  readonly others: number;
  readonly reading: RestReading;
}

/** How far the reading of the other accounts has come. */
export type RestReading =
  | { readonly kind: 'waiting' } // for CloudTrail to deliver everything
  | { readonly kind: 'under way' }
  | { readonly kind: 'read' }
  /** More than an incident holds; with the last place that was begun. */
  | { readonly kind: 'full'; readonly through: string };

/** Whose Event history the numbers cover, and whose they do not, a sentence each. */
export function whereSearched({
  accounts,
  blinded,
  partly,
  others,
  reading,
}: Whereabouts): readonly string[] {
  const searched = `Searched: ${accounts.join(', ')}, in the governed Regions.`;
  switch (blinded.kind) {
    case 'none':
      return [
        partly
          ? `${searched} It was blind ${partly}; do not count on the logs for that, and no other account was searched for it. This is for what the same identity did.`
          : `${searched} Nothing was blind: the logs have all of it. This is for what the same identity did.`,
      ];
    case 'account':
      return [`${searched} The trail is of one account: no other was blind for want of it.`];
    case 'unknown':
      return [
        `${searched} No sweep has seen what was blind: if it is an organization trail, other accounts were blind too, unless another trail covers them.`,
      ];
    case 'organization':
      return [
        `${searched} It is an organization trail: ${others === 1 ? '1 other account was' : `${others} other accounts were`} blind too${wording(reading, others === 1)}.`,
        ...(blinded.loggedElsewhere > 0
          ? [
              `${blinded.loggedElsewhere === 1 ? '1 account has' : `${blinded.loggedElsewhere} accounts have`} another trail, which logged: its log files have what happened there.`,
            ]
          : []),
      ];
  }
}

function wording(reading: RestReading, isOne: boolean): string {
  const [are, were] = isOne ? ['is', 'was'] : ['are', 'were'];
  switch (reading.kind) {
    case 'waiting':
      return `, and ${are} read once all of it has been delivered`;
    case 'under way':
      return `, and ${are} being read`;
    case 'read':
      return `, and ${were} searched`;
    case 'full':
      return `; the search went up to ${reading.through}, because there is more than one incident holds`;
  }
}
