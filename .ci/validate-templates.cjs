// AWS's own offline validator on our templates, as packaged just now; advice (INFO) is left out.
// cfn-lint looks at the first two in the conformance suite, where Python is.
const { RegoEngine, TemplateFile } = require('@aws/cloudformation-validate');

const TEMPLATES = [
  '.serverless/cloudformation-template-update-stack.json',
  'services/member/template.yml',
  'services/member/undo.yml',
];

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
