const { readFile } = require('node:fs/promises');
const { join } = require('node:path');

/** The member template as text, comments included: what CloudFormation shows is what is reviewed here. */
module.exports = () => readFile(join(__dirname, '../member/template.yml'), 'utf8');
