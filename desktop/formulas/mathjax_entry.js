// Entry of build/mathjax.js: TeX -> MathJax's SVG, as text, inside QuickJS.
//
// The packages are those that Anki's own MathJax shares, without the ones that let one formula
// change the next (newcommand, configmacros) and without textmacros, which Anki lacks.

import {mathjax} from 'mathjax-full/js/mathjax.js';
import {TeX} from 'mathjax-full/js/input/tex.js';
import {SVG} from 'mathjax-full/js/output/svg.js';
import {liteAdaptor} from 'mathjax-full/js/adaptors/liteAdaptor.js';
import {RegisterHTMLHandler} from 'mathjax-full/js/handlers/html.js';
import 'mathjax-full/js/input/tex/base/BaseConfiguration.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import 'mathjax-full/js/input/tex/boldsymbol/BoldsymbolConfiguration.js';
import 'mathjax-full/js/input/tex/color/ColorConfiguration.js';
import 'mathjax-full/js/input/tex/cancel/CancelConfiguration.js';
import 'mathjax-full/js/input/tex/mathtools/MathtoolsConfiguration.js';

const PACKAGES = ['base', 'ams', 'boldsymbol', 'color', 'cancel', 'mathtools'];
const EM = 16; // only relative sizes leave this file
const EX_PER_EM = 0.442;

const adaptor = liteAdaptor({fontSize: EM});
RegisterHTMLHandler(adaptor);

const page = mathjax.document('', {
  InputJax: new TeX({
    packages: PACKAGES,
    formatError(_, error) {
      throw new Error(error.message);
    },
  }),
  // 'local' names each glyph by its font and code point and writes its outline once.
  OutputJax: new SVG({fontCache: 'local', internalSpeechTitles: false}),
});

globalThis.typeset = function (tex, display) {
  const container = page.convert(tex, {
    display,
    em: EM,
    ex: EM * EX_PER_EM,
    containerWidth: 80 * EM,
  });
  return adaptor.innerHTML(container);
};
