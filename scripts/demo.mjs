/** Two people do the main job at two computers, and leave pictures and demo/report.json: `npm run demo -- [--edits=N] [--out=FOLDER]`. */
import { followWithWindows } from './parts/follow.mjs'
import { main, say } from './parts/say.mjs'

await main(async () => {
  await followWithWindows('tests/demo/story.ts')
  if (process.exitCode === 0)
    say('Both ended with the same words, and no word stands readable on the disk. Pictures are in demo/.')
})
