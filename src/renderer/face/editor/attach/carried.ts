/** Which files go along when words are pasted: those of this very place. Others are kept elsewhere, and stay there. */
import { Fragment, type Node, Slice } from 'prosemirror-model'
import { schema } from '../schema.ts'

const isFile = ({ type }: Node): boolean => type === schema.nodes.attachment || type === schema.nodes.file

/** The same words without the files that are not taken; the same object where all are. */
export function carried(slice: Slice, takes: (file: Node) => boolean): Slice {
  let left = false
  const without = (fragment: Fragment): Fragment => {
    const kept: Node[] = []
    fragment.forEach(node => {
      if (isFile(node) && !takes(node)) left = true
      else kept.push(node.isLeaf ? node : node.copy(without(node.content)))
    })
    return Fragment.from(kept)
  }
  const content = without(slice.content)
  return left ? new Slice(content, slice.openStart, slice.openEnd) : slice
}
