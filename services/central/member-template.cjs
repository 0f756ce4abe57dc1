const { createHash } = require('node:crypto');
const { readFile } = require('node:fs/promises');
const { join } = require('node:path');
const { documentOf } = require('../playbooks/instance-login/host/documents.cjs');

/** A line that is a comment and nothing else. No text of a template goes over lines that begin so; a test compares. */
const COMMENT = /^ *#.*\n/gm;

/** Where a template has an SSM document of ours. */
const DOCUMENT = /\{ schemaVersion: '2.2', documentOf: (\S+) \}/g;

/** JSON is YAML; the framework would take `${…}` of a script for its own, so a `$` is escaped. */
const written = (_, name) => JSON.stringify(documentOf(name)).replaceAll('$', '\\u0024');

/** As a text, which CloudFormation hands on as it is: so the SHA-256 that SSM has of it is known here. */
const writtenAsText = (_, name) =>
  JSON.stringify(JSON.stringify(documentOf(name))).replaceAll('$', '\\u0024');

/** Of the documents in members, by which a command says what it wants to run: others may change them there. */
const documentHashes = async () =>
  ['collect', 'end-login', 'memory']
    .map((name) => [name, JSON.stringify(documentOf(name))])
    .map(([name, text]) => `${name}=${createHash('sha256').update(text).digest('hex')}`)
    .join(',');

/** A template of members without its comments and with its documents: CloudFormation takes 51,200 bytes. */
const withoutComments =
  (file, document = written) =>
  async () =>
    (await readFile(join(__dirname, '..', file), 'utf8'))
      .replace(COMMENT, '')
      .replace(DOCUMENT, document);

module.exports = {
  member: withoutComments('member/template.yml'),
  /** Of accounts that opted in to the guard of their buckets. */
  buckets: withoutComments('member/buckets.yml'),
  /** Of accounts whose machines' logins are heard of. */
  logins: withoutComments('member/logins.yml'),
  /** Of accounts whose machines may be contained. */
  containment: withoutComments('member/containment.yml', writtenAsText),
  /** Of the account where evidence is kept and examined. */
  forensics: withoutComments('forensics/template.yml'),
  documentHashes,
};

// For the commands of docs/deploy.md.
if (require.main === module)
  void module.exports[process.argv[2] ?? 'member']().then((text) => process.stdout.write(text));
