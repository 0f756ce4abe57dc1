/** Providers that vouch for jobs, pods and runs, never for people. */
const PROVIDERS =
  /token\.actions\.githubusercontent\.com|gitlab|oidc\.eks\.|circleci|buildkite|app\.terraform\.io|vstoken\.dev\.azure|container\.googleapis|api\.bitbucket|spacelift/i;

const SUBJECTS = /^(repo:|project_path:|system:serviceaccount:|organization:|org\/|pipeline:)/i;

/** Is it a program and not a person? Its provider, or the form of its subject, tells. */
export const isWorkload = (provider = '', subject = ''): boolean =>
  PROVIDERS.test(provider) || SUBJECTS.test(subject);
