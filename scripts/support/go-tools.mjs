// The real kind and helm, for tests of what is handed to them; only tests that use them call this.
import { builtOnce } from './built-once.mjs';

export const goTools = {
  kind: { package: 'sigs.k8s.io/kind', version: 'v0.24.0', ldflags: '-s -w' },
  helm: {
    package: 'helm.sh/helm/v3/cmd/helm',
    version: 'v3.16.2',
    ldflags: '-s -w -X helm.sh/helm/v3/internal/version.version=v3.16.2', // else it calls itself v3.16
  },
};

/**
 * The paths of the programs by their names; those that are not there yet are built, with progress on stderr.
 * @returns {Promise<{ kind: string, helm: string }>}
 */
export async function ensureGoTools(names = Object.keys(goTools), env = process.env) {
  const paths = {};
  for (const name of names) {
    const { package: path, version, ldflags } = goTools[name];
    const wanted = {
      name,
      label: `${name}-${version}`,
      madeFrom: JSON.stringify(goTools[name]),
      title: `Building ${name} ${version} for the tests`,
      command: (dir) => ({
        args: ['install', '-trimpath', '-ldflags', ldflags, `${path}@${version}`],
        env: { GOBIN: dir },
      }),
    };
    paths[name] = await builtOnce(wanted, env);
  }
  return paths;
}
