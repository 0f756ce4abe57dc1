import { RegoEngine, TemplateFile } from '@aws/cloudformation-validate';

/** What AWS's own offline validator holds against a template; advice (INFO) is left out. */
export function findings(path: string): readonly string[] {
  const engine = new RegoEngine();
  try {
    return engine
      .validateStandard(new TemplateFile(path))
      .diagnostics.filter(({ severity }) => severity !== 'INFO')
      .map(({ severity, ruleId, message }) => `${severity} ${ruleId}: ${message}`);
  } finally {
    engine.free();
  }
}
