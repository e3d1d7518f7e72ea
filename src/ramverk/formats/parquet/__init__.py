"""Tables as Parquet: an edition's posts and changes for other machines, and the detailed lines of an opening budget.

Amounts are whole öre (int64), income positive. The file's own metadata says which edition it holds and its checksum.
"""

from ramverk.formats.parquet.details import Details, read_details, write_details
from ramverk.formats.parquet.editions import write_changes, write_posts

__all__ = ["Details", "read_details", "write_changes", "write_details", "write_posts"]
