/** No files in what is shared: a file that is pasted or dropped there is answered in a sentence, and none travels along with words. */
import { Fragment, Slice } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { schema } from '../schema.ts'
import { filesIn } from './plugin.ts'

/** The same words without any attachment; the same object where there is none. */
export function withoutAttachments(slice: Slice): Slice {
  let found = false
  const without = (fragment: Fragment): Fragment => {
    const kept: ReturnType<Fragment['child']>[] = []
    fragment.forEach(node => {
      if (node.type === schema.nodes.attachment) found = true
      else kept.push(node.isLeaf ? node : node.copy(without(node.content)))
    })
    return Fragment.from(kept)
  }
  const content = without(slice.content)
  return found ? new Slice(content, slice.openStart, slice.openEnd) : slice
}

export type Refusing = {
  /** A file was pasted or dropped. */
  readonly refuse: () => void
  /** Words were, with files between them that stay behind. */
  readonly left: () => void
}

export const noAttachments = ({ refuse, left }: Refusing): Plugin => {
  const hold = (bag: DataTransfer | null): boolean => {
    if (filesIn(bag).length === 0) return false
    refuse()
    return true
  }
  return new Plugin({
    props: {
      handlePaste: (_view, event) => hold(event.clipboardData),
      handleDrop: (_view, event) => hold(event.dataTransfer),
      transformPasted: slice => {
        const words = withoutAttachments(slice)
        if (words !== slice) left()
        return words
      },
    },
  })
}
