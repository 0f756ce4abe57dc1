const { readFile } = require('node:fs/promises');
const { join } = require('node:path');

/** A line that is a comment and nothing else. No text of the template goes over lines that begin so; a test compares. */
const COMMENT = /^ *#.*\n/gm;

/** The member template without its comments: CloudFormation takes 51,200 bytes. */
const memberTemplate = async () =>
  (await readFile(join(__dirname, '../member/template.yml'), 'utf8')).replace(COMMENT, '');

module.exports = memberTemplate;

// For the commands of docs/deploy.md.
if (require.main === module) void memberTemplate().then((text) => process.stdout.write(text));
