/** Photographs every place in every look: `npm run screens -- [--only=PLACE] [--look=LOOK]`, into out/screens. */
import { followWithWindows } from './parts/follow.mjs'
import { main } from './parts/say.mjs'

await main(() => followWithWindows('tests/screens/run.ts'))
