const { readFile } = require('node:fs/promises');
const { join } = require('node:path');

/** A line that is a comment and nothing else. No text of a template goes over lines that begin so; a test compares. */
const COMMENT = /^ *#.*\n/gm;

/** A template of members without its comments: CloudFormation takes 51,200 bytes. */
const withoutComments = (file) => async () =>
  (await readFile(join(__dirname, '../member', file), 'utf8')).replace(COMMENT, '');

module.exports = {
  member: withoutComments('template.yml'),
  /** Of accounts that opted in to the guard of their buckets. */
  buckets: withoutComments('buckets.yml'),
};

// For the commands of docs/deploy.md.
if (require.main === module)
  void module.exports.member().then((text) => process.stdout.write(text));
