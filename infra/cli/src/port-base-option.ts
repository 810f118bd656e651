import { InvalidArgumentError, Option } from 'commander';

/** `--port-base`; without it the environment decides. */
export function portBaseOption(): Option {
  return new Option('--port-base <n>', 'the first of its ports (HEARTHGATE_PORT_BASE, 4000)').argParser(
    (text) => {
      const portBase = Number(text);
      if (Number.isInteger(portBase) && portBase >= 1024 && portBase <= 65_000) return portBase;
      throw new InvalidArgumentError('A whole number from 1024 to 65000 is expected.');
    },
  );
}
