import org.mpi4j.*;

class RowsAndColumns {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int columns = 3;
            int row = world.rank() / columns, column = world.rank() % columns;
            try (Comm inRow = world.split(row, column);
                    Comm inColumn = world.split(column, row)) {
                int rowSum = inRow.allreduce(world.rank(), Op.SUM);
                int columnSum = inColumn.allreduce(world.rank(), Op.SUM);
                System.out.println("row " + row + " column " + column + ": " + rowSum + " " + columnSum);
            }

            Group first = world.group().rangeIncl(new int[] {0, world.size() - 1, columns});
            try (Comm leaders = world.create(first)) { // null at ranks that are not in the group
                if (leaders != null && leaders.rank() == 0) {
                    System.out.println(leaders.size() + " ranks lead a row");
                }
            }
        }
    }
}
