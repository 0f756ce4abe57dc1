/** The topic that announces a trail’s files. A part that was not read is absent, and no technique judges it. */
export interface TopicState {
  readonly name: string;
  /** Who may publish and subscribe, as it was written; `canonicalState` compares it. */
  readonly policy: string;
  /** Every other settable attribute that has a value, as GetTopicAttributes names it. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Sorted by protocol and endpoint. */
  readonly subscriptions?: readonly Subscription[];
  readonly tags?: Readonly<Record<string, string>>;
}

/** Its ARN is not kept, because every Subscribe makes a new one. */
export interface Subscription {
  readonly protocol: string;
  readonly endpoint: string;
  /** The endpoint has not confirmed it yet: nothing is delivered, and its attributes are unknown. */
  readonly isPending: boolean;
  /** Settable attributes that have a value: `FilterPolicy`, `RawMessageDelivery` … */
  readonly attributes: Readonly<Record<string, string>>;
}

/** One text per endpoint, which a topic has at most once. The only space separates protocol and endpoint. */
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
    /** The empty text removes the attribute. */
    readonly AttributeValue: string;
  };
  readonly 'sns:Subscribe': {
    readonly TopicArn: string;
    readonly Protocol: string;
    readonly Endpoint: string;
    readonly Attributes: Readonly<Record<string, string>>;
  };
}
