// An SSM document from each script in this folder: `documentOf('collect')`. Its parameters stand in the script's header.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** The scripts that are shipped as documents, and how long each may run. The script's own limits come first. */
const SECONDS = {
  'end-login': 60,
  memory: 7200,
  collect: 900,
  examine: 28800,
  'examine-memory': 28800,
};

const textOf = (file) => readFileSync(join(__dirname, file), 'utf8');

/** A line that is a comment and nothing else; a document has 64 KB, and CloudFormation takes 51,200 bytes as they are. */
const COMMENT = /^ *#.*\n/gm;

/** Where a script reads what it shares with others, the document has that text. */
const READS = /^\. "\$here\/(\S+)"\n/gm;

const PARAMETER = /^# parameter: (\w+) (\w+) (\S+) (.+)$/gm;

const parametersIn = (script) =>
  [...script.matchAll(PARAMETER)].map(([, name, variable, allowedPattern, description]) => ({
    name,
    variable,
    parameter: {
      type: 'String',
      description,
      allowedPattern,
      interpolationType: 'ENV_VAR',
      ...(new RegExp(allowedPattern).test('') && { default: '' }),
    },
  }));

/**
 * The agent puts a parameter into the environment, where no character of it is the shell's. One older than 3.3.2746 does
 * not: there it stands in the script, between quotes that its pattern does not allow. It is not passed on to programs.
 */
const given = ({ name, variable }) => [
  `[ -n "\${SSM_${name}+x}" ] || SSM_${name}='{{ ${name} }}'`,
  `${variable}=$SSM_${name}`,
  `unset SSM_${name}`,
];

/** A file that the script reads beside itself. */
const written = (file) => [
  `cat >"$MACHINE_FILES/${file}" <<'END OF ${file}'`,
  ...textOf(file).trimEnd().split('\n'),
  `END OF ${file}`,
];

/** The SSM document (schema 2.2) that runs a script of this folder; everything it needs is in it. */
function documentOf(name) {
  const script = textOf(`${name}.sh`);
  const parameters = parametersIn(script);
  const files = [...script.matchAll(/^# file: (\S+)$/gm)].map(([, file]) => file);
  const text = script.replace(READS, (_, file) => textOf(file)).replace(COMMENT, '');
  return {
    schemaVersion: '2.2',
    description: /^# document: (.+)$/m.exec(script)[1],
    parameters: Object.fromEntries(parameters.map(({ name, parameter }) => [name, parameter])),
    mainSteps: [
      {
        action: 'aws:runShellScript',
        name: 'run',
        precondition: { StringEquals: ['platformType', 'Linux'] },
        inputs: {
          timeoutSeconds: String(SECONDS[name]),
          runCommand: [
            '#!/bin/sh',
            ...parameters.flatMap(given),
            ...(files.length > 0 ? ['MACHINE_FILES=$(mktemp -d)', ...files.flatMap(written)] : []),
            ...text.trimEnd().split('\n'),
          ],
        },
      },
    ],
  };
}

module.exports = { documentOf, scripts: Object.keys(SECONDS) };

// node services/playbooks/instance-login/host/documents.cjs collect
if (require.main === module) {
  process.stdout.write(`${JSON.stringify(documentOf(process.argv[2]), null, 2)}\n`);
}
