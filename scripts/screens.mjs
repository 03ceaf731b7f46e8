/**
 * Photographs every place in every look: `npm run screens -- [--only=PLACE,PLACE] [--look=LOOK,LOOK]`, into out/screens. With
 * `--gallery`: every part the places are made of, from a development build, into out/screens/gallery.
 */
import { followWithWindows } from './parts/follow.mjs'
import { main } from './parts/say.mjs'

const story = process.argv.includes('--gallery') ? 'gallery' : 'run'
await main(() => followWithWindows(`tests/screens/${story}.ts`))
