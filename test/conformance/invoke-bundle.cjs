// Plays Lambda for a packaged function: the batches on standard input, one environment for all of
// them, their answers as the last line. Arguments: the unzipped folder and the handler's name.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const [folder, name] = process.argv.slice(2);
const [path, exported] = name.split(/\.(?=[^.]*$)/);
const handler = require(join(folder, path))[exported];

async function invoke(batches) {
  const answers = [];
  for (const batch of batches) answers.push(await handler(batch));
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}

invoke(JSON.parse(readFileSync(0, 'utf8'))).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
