import { canonicalDocument, canonicalPolicy } from './canonical-policy';
import type { StateBySubject, SubjectKind } from './subject';
import type { TopicState } from './topic';
import type { WardenState } from './warden';

type Texts = Readonly<Record<string, string>>;

/**
 * A state in the form in which it is compared: documents that mean the same have the same text. A baseline keeps
 * every policy as it was written, and writes it back so; techniques judge this form.
 */
export function canonicalState<K extends SubjectKind>(
  kind: K,
  state: StateBySubject[K],
): StateBySubject[K] {
  const canonical: { readonly [S in SubjectKind]?: (is: StateBySubject[S]) => StateBySubject[S] } =
    {
      'log-bucket': withPolicy,
      bucket: withPolicy,
      key: withPolicy,
      topic: ofTopic,
      'log-group': (is) =>
        is.dataProtectionPolicy === undefined
          ? is
          : { ...is, dataProtectionPolicy: canonicalDocument(is.dataProtectionPolicy) },
      'guard-rail': (is) => ({
        ...is,
        content: (LISTS_ARE_SETS.test(is.type) ? canonicalPolicy : canonicalDocument)(is.content),
      }),
      warden: ofWarden,
    };
  return canonical[kind]?.(state) ?? state;
}

/** Only the lists of access policies are sets; in other documents the order may matter. */
const LISTS_ARE_SETS = /^(SERVICE|RESOURCE)_CONTROL_POLICY$/;

const withPolicy = <S extends { readonly policy?: string }>(state: S): S =>
  state.policy === undefined ? state : { ...state, policy: canonicalPolicy(state.policy) };

const each = (texts: Texts, rewrite: (text: string, name: string) => string): Texts =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, rewrite(text, name)]));

const ofTopic = ({ attributes, subscriptions, ...topic }: TopicState): TopicState => ({
  ...topic,
  policy: canonicalPolicy(topic.policy),
  attributes: each(attributes, canonicalDocument),
  ...(subscriptions && {
    subscriptions: subscriptions.map((one) => ({
      ...one,
      attributes: each(one.attributes, canonicalDocument),
    })),
  }),
});

function ofWarden(state: WardenState): WardenState {
  switch (state.kind) {
    case 'bus':
      return withPolicy(state);
    case 'role':
      return {
        ...state,
        trustPolicy: canonicalPolicy(state.trustPolicy),
        ...(state.boundaryText && { boundaryText: canonicalPolicy(state.boundaryText) }),
        ...(state.inlinePolicies && {
          inlinePolicies: each(state.inlinePolicies, canonicalPolicy),
        }),
      };
    case 'queue':
      return {
        ...state,
        attributes: each(state.attributes, (text, name) =>
          name.endsWith('Policy') ? canonicalPolicy(text) : text,
        ),
      };
    case 'rule':
      return state.eventPattern === undefined
        ? state
        : { ...state, eventPattern: canonicalDocument(state.eventPattern) };
  }
}
