import fc from 'fast-check';
import { expect, it } from 'vitest';
import { languageNames, languages } from './languages.ts';
import { readme } from './readme.ts';

it('is five lines, whatever files are called', () => {
  const name = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(name, fc.constantFrom(...languageNames), (path, language) => {
      const config = {
        baseUrl: 'https://localhost:8443/identity',
        environment: 'sandbox',
        project: 'shop',
        requestKeyFingerprint: '',
        files: { certificate: path, privateKey: path, requestKey: path, responseKey: path },
      } as const;
      const text = readme({ config, folder: path }, languages[language]);
      expect(text.split(/\r\n|\r|\n/)).toHaveLength(6);
    }),
  );
});
