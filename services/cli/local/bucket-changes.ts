import { type Shop, shopPolicy } from './guarded-buckets';

/** One change of a bucket's policy, and what must come of it. */
export interface BucketChange {
  readonly id: string;
  /** What the guarded bucket's policy is changed to. */
  readonly policy: (shop: Shop) => string;
  /** `none`: the bucket is made a moment before, so no look has seen it. */
  readonly history: 'sealed' | 'none';
  /** What the incident must name; absent where there must be none. */
  readonly technique?: string;
  /** What people answer when they are asked; absent: no one does. */
  readonly answer?: 'planned' | 'not-me';
  /** Declared before the change. */
  readonly isExempt?: true;
  /** The policy in the end. */
  readonly ends: 'as it was' | 'as wanted';
}

type Statement = Readonly<Record<string, unknown>>;

/** The shop's policy with one statement more, or without the one that asks for TLS. */
function changed(
  shop: Shop,
  { add, drop }: { readonly add?: Statement; readonly drop?: string },
): string {
  const { Statement, ...rest } = JSON.parse(shopPolicy(shop));
  const bucket = `arn:aws:s3:::${shop.name}`;
  const kept = Statement.filter(({ Sid }: { readonly Sid: string }) => Sid !== drop);
  const more = add ? [{ Effect: 'Allow', Resource: [bucket, `${bucket}/*`], ...add }] : [];
  return JSON.stringify({ ...rest, Statement: [...kept, ...more] });
}

const everyone = { Sid: 'Everyone', Principal: '*', Action: 's3:GetObject' };
const stranger = {
  Sid: 'Stranger',
  Principal: { AWS: 'arn:aws:iam::999988887777:root' },
  Action: 's3:GetObject',
};
const ownerOut = {
  Sid: 'OwnerOut',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:DeleteBucketPolicy',
};
/** The guard itself may still read the policy; a Deny of that would shut it out too, and be told as that. */
const onlyFromEndpoint = {
  Sid: 'OnlyFromEndpoint',
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
  Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d' } },
};
const wider = ({ accountId }: Shop): Statement => ({
  Sid: 'Wider',
  Principal: { AWS: `arn:aws:iam::${accountId}:root` },
  Action: 's3:DeleteObject',
});

/** Public, outside, lock-out, weaker, wider; with and without history; planned, answered and not. */
export const bucketChanges: readonly BucketChange[] = [
  // First: the clock is moved on where no one answers, and exemptions are declared by the time of this machine.
  {
    id: 'public, under an exemption',
    policy: (shop) => changed(shop, { add: everyone }),
    history: 'sealed',
    isExempt: true,
    ends: 'as wanted',
  },
  {
    id: 'public, unanswered',
    policy: (shop) => changed(shop, { add: everyone }),
    history: 'sealed',
    technique: 'publish-bucket',
    ends: 'as it was',
  },
  {
    id: 'public, answered planned',
    policy: (shop) => changed(shop, { add: everyone }),
    history: 'sealed',
    technique: 'publish-bucket',
    answer: 'planned',
    ends: 'as wanted',
  },
  {
    id: 'public, without history',
    policy: (shop) => changed(shop, { add: everyone }),
    history: 'none',
    technique: 'publish-bucket',
    ends: 'as it was',
  },
  {
    id: 'outside the organization, answered not-me',
    policy: (shop) => changed(shop, { add: stranger }),
    history: 'sealed',
    technique: 'share-bucket',
    answer: 'not-me',
    ends: 'as it was',
  },
  {
    id: 'owner locked out, unanswered',
    policy: (shop) => changed(shop, { add: ownerOut }),
    history: 'sealed',
    technique: 'lock-bucket',
    ends: 'as it was',
  },
  {
    id: 'locked to one network, unanswered',
    policy: (shop) => changed(shop, { add: onlyFromEndpoint }),
    history: 'sealed',
    technique: 'weaken-bucket',
    ends: 'as wanted',
  },
  {
    id: 'weaker, unanswered',
    policy: (shop) => changed(shop, { drop: 'OnlyOverTls' }),
    history: 'sealed',
    technique: 'weaken-bucket',
    ends: 'as wanted',
  },
  {
    id: 'weaker, answered not-me',
    policy: (shop) => changed(shop, { drop: 'OnlyOverTls' }),
    history: 'sealed',
    technique: 'weaken-bucket',
    answer: 'not-me',
    ends: 'as it was',
  },
  {
    id: 'wider, answered planned',
    policy: (shop) => changed(shop, { add: wider(shop) }),
    history: 'sealed',
    technique: 'weaken-bucket',
    answer: 'planned',
    ends: 'as wanted',
  },
];
