/** The topic that announces a trail’s files. A part that was not read is absent, and no technique judges it. */
export interface TopicState {
  readonly name: string;
  /** Who may publish and subscribe; as it was written, compared by `canonicalState`. */
  readonly policy: string;
  /** Every other attribute that can be set and is, as GetTopicAttributes names it. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Sorted by protocol and endpoint. */
  readonly subscriptions?: readonly Subscription[];
  readonly tags?: Readonly<Record<string, string>>;
}

/** Its ARN is not kept: every Subscribe makes a new one. */
export interface Subscription {
  readonly protocol: string;
  readonly endpoint: string;
  /** The endpoint has not confirmed it yet: nothing is delivered, and its attributes are unknown. */
  readonly isPending: boolean;
  /** Those that can be set and are: `FilterPolicy`, `RawMessageDelivery` … */
  readonly attributes: Readonly<Record<string, string>>;
}

/** One text per endpoint, which a topic has once. It has no space but the one between. */
export const subscriptionKey = ({ protocol, endpoint }: Subscription): string =>
  `${protocol} ${endpoint}`;

/** Parts that cost a read of their own. */
export const topicParts = ['subscriptions', 'tags'] as const;

export type TopicPart = (typeof topicParts)[number];

/** The writes that put it back, with their inputs as the API spells them. */
export interface TopicSteps {
  readonly 'sns:CreateTopic': {
    readonly Name: string;
    readonly Attributes: Readonly<Record<string, string>>;
  };
  readonly 'sns:TagResource': {
    readonly ResourceArn: string;
    readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
  };
  readonly 'sns:SetTopicAttributes': {
    readonly TopicArn: string;
    readonly AttributeName: string;
    /** Empty: the attribute goes. */
    readonly AttributeValue: string;
  };
  readonly 'sns:Subscribe': {
    readonly TopicArn: string;
    readonly Protocol: string;
    readonly Endpoint: string;
    readonly Attributes: Readonly<Record<string, string>>;
  };
}

export const topicCalls = {
  'sns:CreateTopic': true,
  'sns:TagResource': true,
  'sns:SetTopicAttributes': true,
  'sns:Subscribe': true,
} satisfies Record<keyof TopicSteps, true>;
