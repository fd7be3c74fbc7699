import { BOOKS, type BooksIn } from '../../../sandbox/company/books.mts';

/** The books that every operation is tried on. */
export const LEDGERS: readonly BooksIn[] = BOOKS;
