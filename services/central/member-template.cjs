const { readFile } = require('node:fs/promises');
const { join } = require('node:path');
const { documentOf } = require('../playbooks/instance-login/host/documents.cjs');

/** A line that is a comment and nothing else. No text of a template goes over lines that begin so; a test compares. */
const COMMENT = /^ *#.*\n/gm;

/** Where a template has an SSM document of ours. */
const DOCUMENT = /\{ schemaVersion: '2.2', documentOf: (\S+) \}/g;

/** JSON is YAML; the framework would take `${…}` of a script for its own, so a `$` is escaped. */
const written = (_, name) => JSON.stringify(documentOf(name)).replaceAll('$', '\\u0024');

/** A template of members without its comments and with its documents: CloudFormation takes 51,200 bytes. */
const withoutComments = (file) => async () =>
  (await readFile(join(__dirname, '..', file), 'utf8'))
    .replace(COMMENT, '')
    .replace(DOCUMENT, written);

module.exports = {
  member: withoutComments('member/template.yml'),
  /** Of accounts that opted in to the guard of their buckets. */
  buckets: withoutComments('member/buckets.yml'),
  /** Of accounts whose machines' logins are heard of. */
  logins: withoutComments('member/logins.yml'),
  /** Of accounts whose machines may be contained. */
  containment: withoutComments('member/containment.yml'),
  /** Of the account where evidence is kept and examined. */
  forensics: withoutComments('forensics/template.yml'),
};

// For the commands of docs/deploy.md.
if (require.main === module)
  void module.exports[process.argv[2] ?? 'member']().then((text) => process.stdout.write(text));
