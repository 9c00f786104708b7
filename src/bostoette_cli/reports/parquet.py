"""Tables as Parquet: columns with a type, as R, DuckDB, Spark and Power BI read them."""

import pyarrow as pa
import pyarrow.parquet as pq

from bostoette_cli.reports.table import Kind, Table

_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.CODE: pa.string(),
    Kind.WHOLE: pa.int32(),
    Kind.NUMBER: pa.float64(),
    Kind.STEP: pa.float64(),
    Kind.CHANGE: pa.float64(),
    Kind.DAY: pa.date32(),
}


def long(table: Table) -> bytes:
    """Write a table of the long format; its columns have their type even where it is empty."""
    schema = pa.schema([(column.name, _TYPES[column.kind]) for column in table.columns])
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out)
    data: bytes = out.getvalue().to_pybytes()
    return data
