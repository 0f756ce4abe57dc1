import { text } from '../../../record/json';
import { namedPerson } from '../named-person';
import { endsAt, linkOf, principalOf, type Recognized, type Seen } from '../recognized';

/** A person whom an identity provider outside AWS vouched for; the record of the sign-in says who. */
export function federated(seen: Seen): Recognized | undefined {
  const { type } = seen.identity;
  if (type === 'SAMLUser') return samlUser(seen);
  return type === 'WebIdentityUser' ? webUser(seen) : undefined;
}

/** `principalId` is `<name qualifier>:<name id>`. */
function samlUser(seen: Seen): Recognized {
  const { identity, call } = seen;
  const name = identity.userName ?? text(call?.response.subject) ?? identity.principalId;
  const provider = text(call?.request.principalArn) ?? identity.identityProvider;
  return person(seen, { name, provider, kind: 'saml' });
}

function webUser(seen: Seen): Recognized {
  const { identity, call } = seen;
  const name =
    identity.userName ??
    text(call?.response.subjectFromWebIdentityToken) ??
    identity.principalId?.split(':').at(-1);
  const provider = identity.identityProvider ?? text(call?.response.provider);
  if (!isWorkload(provider, name)) return person(seen, { name, provider, kind: 'oidc' });
  const subject = name ?? 'a workload without a name';
  const link = linkOf(seen, {
    kind: 'service',
    principal: subject,
    why: `${provider ?? 'An identity provider'} vouched for the workload ${subject}.`,
  });
  return endsAt(
    link,
    'service',
    `It was the workload ${subject}; who started it is known to ${provider ?? 'its provider'}, not to AWS.`,
  );
}

interface Vouched {
  readonly name: string | undefined;
  readonly provider: string | undefined;
  readonly kind: 'saml' | 'oidc';
}

function person(seen: Seen, { name, provider, kind }: Vouched): Recognized {
  const by = provider ?? 'an identity provider that the record does not name';
  const principal = name ?? principalOf(seen.identity);
  const link = linkOf(seen, {
    kind: 'federated',
    principal,
    why: `${principal} signed in through ${by}.`,
  });
  if (!name) {
    return endsAt(
      link,
      'unknown',
      `The caller signed in through ${by}, and the record does not say who they are.`,
    );
  }
  const why = `${by} vouched for ${name}.`;
  const human = namedPerson({ name, kind, certainty: 'certain', why });
  return endsAt(link, 'human', `It was ${name}: ${why}`, human);
}

/** Providers that vouch for jobs, pods and runs, never for people. */
const PROVIDERS =
  /token\.actions\.githubusercontent\.com|gitlab|oidc\.eks\.|circleci|buildkite|app\.terraform\.io|vstoken\.dev\.azure|container\.googleapis|api\.bitbucket|spacelift/i;

const SUBJECTS = /^(repo:|project_path:|system:serviceaccount:|organization:|org\/|pipeline:)/i;

/** Is it a program and not a person? Its provider, or the form of its subject, tells. */
const isWorkload = (provider = '', subject = ''): boolean =>
  PROVIDERS.test(provider) || SUBJECTS.test(subject);
