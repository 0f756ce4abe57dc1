// AWS's own offline validator on our templates, as packaged just now; advice (INFO) is left out.
// cfn-lint looks at the same in the conformance suite, where Python is.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { RegoEngine, TemplateFile } = require('@aws/cloudformation-validate');

const services = join(__dirname, '../services');
const own = readdirSync(services, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.ya?ml$/.test(name) && !name.includes('node_modules'))
  .map((name) => join(services, name))
  .filter((path) => readFileSync(path, 'utf8').startsWith('AWSTemplateFormatVersion'));
const TEMPLATES = ['.serverless/cloudformation-template-update-stack.json', ...own.sort()];

const engine = new RegoEngine();
for (const path of TEMPLATES) {
  const found = engine
    .validateStandard(new TemplateFile(path))
    .diagnostics.filter(({ severity }) => severity !== 'INFO');
  process.stdout.write(`${path}: ${found.length} findings\n`);
  for (const { severity, ruleId, message } of found) {
    process.exitCode = 1;
    process.stdout.write(`  ${severity} ${ruleId}: ${message}\n`);
  }
}
engine.free();
